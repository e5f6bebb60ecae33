/**
 * What plugins implement: {@link io.filelibrary.spi.StorageBackend} keeps bytes, {@link
 * io.filelibrary.spi.Catalog} keeps records, {@link io.filelibrary.spi.AccessPolicy} decides who
 * may do what. Backends hold no business rule. What only some of them can do is a small interface
 * beside: {@link io.filelibrary.spi.InlineContents} for catalogs; {@link
 * io.filelibrary.spi.DirectUploads}, {@link io.filelibrary.spi.DirectMultipartUploads}, {@link
 * io.filelibrary.spi.StagedUploads}, {@link io.filelibrary.spi.DirectDownloads}, {@link
 * io.filelibrary.spi.PublicUrls} and {@link io.filelibrary.spi.ServerSideCopy} for storages.
 */
@NullMarked
package io.filelibrary.spi;

import org.jspecify.annotations.NullMarked;
