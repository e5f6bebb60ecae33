@NullMarked
package io.filelibrary.internal.check;

import org.jspecify.annotations.NullMarked;
