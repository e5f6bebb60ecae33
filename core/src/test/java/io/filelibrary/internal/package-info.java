@NullMarked
package io.filelibrary.internal;

import org.jspecify.annotations.NullMarked;
