package io.filelibrary.storage.s3;

import io.filelibrary.spi.ContentKey;

/** An open upload in parts, and where its object will be. */
record Multipart(ContentKey key, Location location, String id) {}
