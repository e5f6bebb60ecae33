@NullMarked
package io.filelibrary;

import org.jspecify.annotations.NullMarked;
