/** Tests of the rules that the rows and keys of the SPI hold. */
@NullMarked
package io.filelibrary.spi;

import org.jspecify.annotations.NullMarked;
