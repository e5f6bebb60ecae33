@NullMarked
package io.filelibrary.check;

import org.jspecify.annotations.NullMarked;
