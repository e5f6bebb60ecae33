@NullMarked
package io.filelibrary.memory;

import org.jspecify.annotations.NullMarked;
