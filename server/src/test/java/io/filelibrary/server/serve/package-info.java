@NullMarked
package io.filelibrary.server.serve;

import org.jspecify.annotations.NullMarked;
