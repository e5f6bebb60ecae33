/**
 * The contract of a whole library on a catalog and a storage. Whoever writes one of the two lets a
 * test class implement {@link io.filelibrary.testkit.library.FileLibraryContract}; {@link
 * io.filelibrary.testkit.library.LibraryBackends} has a partner for it. {@link
 * io.filelibrary.testkit.library.LibraryInvariants} checks any library at rest.
 */
@NullMarked
package io.filelibrary.testkit.library;

import org.jspecify.annotations.NullMarked;
