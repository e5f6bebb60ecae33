@NullMarked
package io.filelibrary.server;

import org.jspecify.annotations.NullMarked;
