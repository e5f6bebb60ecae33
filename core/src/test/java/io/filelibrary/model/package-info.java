/** Tests of the rules that values hold. */
@NullMarked
package io.filelibrary.model;

import org.jspecify.annotations.NullMarked;
