package io.filelibrary.storage.s3;

/** Where an object is in the store. */
record Location(String bucket, String name) {}
