/**
 * The contracts that every storage and every catalog has to keep, as JUnit 5 tests. Whoever writes
 * a plugin lets a test class implement {@link io.filelibrary.testkit.StorageBackendContract} or
 * {@link io.filelibrary.testkit.CatalogContract}, with one method that opens an instance, and
 * besides it the contract of each thing that the plugin can do in addition:
 *
 * <ul>
 *   <li>storages: {@link io.filelibrary.testkit.SharedStorageContract} for all that do not live in
 *       memory, {@link io.filelibrary.testkit.ServerSideCopyContract}, {@link
 *       io.filelibrary.testkit.LeftoversContract}, {@link
 *       io.filelibrary.testkit.DirectUploadsContract}, {@link
 *       io.filelibrary.testkit.DirectMultipartUploadsContract}, {@link
 *       io.filelibrary.testkit.StagedUploadsContract}, {@link
 *       io.filelibrary.testkit.DirectDownloadsContract}, {@link
 *       io.filelibrary.testkit.PublicUrlsContract};
 *   <li>catalogs: {@link io.filelibrary.testkit.PersistentCatalogContract} and {@link
 *       io.filelibrary.testkit.SharedCatalogContract} for all that do not live in memory, {@link
 *       io.filelibrary.testkit.InlineContentsContract}.
 * </ul>
 *
 * <p>Each test is one rule. Its display name begins with a number that stays the same for ever, and
 * says the rule in a sentence; {@code docs/spi-contract.md} lists them all. {@link
 * io.filelibrary.testkit.SampleChannel} makes valid rows for tests of an author's own. A whole
 * library over a plugin is tried by {@link io.filelibrary.testkit.library.FileLibraryContract} and
 * {@link io.filelibrary.testkit.model.ModelRun}.
 *
 * <p>{@link io.filelibrary.testkit.InputCorpus} has bad and odd inputs, for tests of what stands
 * before the library, such as a protocol.
 */
@NullMarked
package io.filelibrary.testkit;

import org.jspecify.annotations.NullMarked;
