/**
 * Contents as objects of any S3-compatible store.
 *
 * <p>Start at {@link io.filelibrary.storage.s3.S3Storage}; {@link
 * io.filelibrary.storage.s3.S3Options} says what can be chosen, {@link
 * io.filelibrary.storage.s3.S3Credentials} where the credentials come from, {@link
 * io.filelibrary.storage.s3.S3Notifications} how uploads are completed as they arrive.
 */
@NullMarked
package io.filelibrary.storage.s3;

import org.jspecify.annotations.NullMarked;
