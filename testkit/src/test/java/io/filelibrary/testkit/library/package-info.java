@NullMarked
package io.filelibrary.testkit.library;

import org.jspecify.annotations.NullMarked;
