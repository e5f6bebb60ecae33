/**
 * The bytes of files: {@link io.filelibrary.http.content.ContentUrls} makes the URLs, {@link
 * io.filelibrary.http.content.ContentEndpoints} serves those that are not the storage's own.
 */
@NullMarked
package io.filelibrary.http.content;

import org.jspecify.annotations.NullMarked;
