/** What is special to S3; what every storage has to do is tested by the test kit. */
@NullMarked
package io.filelibrary.storage.s3;

import org.jspecify.annotations.NullMarked;
