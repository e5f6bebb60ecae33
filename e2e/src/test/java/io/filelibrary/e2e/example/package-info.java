/**
 * A storage as someone outside of the project would write it, over a store of theirs. It is shown
 * in docs/spi-contract.md and uses nothing of the library but its model and its SPI.
 */
@NullMarked
package io.filelibrary.e2e.example;

import org.jspecify.annotations.NullMarked;
