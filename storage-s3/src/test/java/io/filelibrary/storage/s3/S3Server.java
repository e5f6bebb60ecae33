package io.filelibrary.storage.s3;

import io.filelibrary.model.ByteRange;
import io.filelibrary.spi.ContentHints;
import io.filelibrary.spi.ContentKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A store in this process, which checks signatures and conditions. One for all tests; each has
 * buckets of its own.
 */
public final class S3Server {
  /** The access key that the store knows. */
  public static final String ACCESS_KEY = "test-access-key";

  /** The secret key that belongs to it. */
  public static final String SECRET_KEY = "test-secret-key";

  private static final String PUBLIC_SUFFIX = "-public";

  private final HonestStore store;
  private final S3Proxy proxy;
  private final AtomicInteger buckets = new AtomicInteger();

  private S3Server(HonestStore store, S3Proxy proxy) {
    this.store = store;
    this.proxy = proxy;
  }

  /**
   * The buckets of one test.
   *
   * @param bucket the private one
   * @param publicBucket the one that everyone may read
   */
  public record Buckets(String bucket, String publicBucket) {}

  /**
   * Returns the store, which is started by the first call and ends with the process.
   *
   * @return the store
   */
  public static S3Server shared() {
    return Shared.SERVER;
  }

  /**
   * Returns where it is.
   *
   * @return its URL on this machine
   */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /**
   * Creates buckets.
   *
   * @return two empty ones
   */
  public Buckets create() {
    String name = String.format(Locale.ROOT, "test-%05d", buckets.incrementAndGet());
    Buckets created = new Buckets(name, name + PUBLIC_SUFFIX);
    for (String bucket : List.of(created.bucket, created.publicBucket)) {
      store.createContainer(CreateBucketRequest.builder().bucket(bucket).build());
    }
    return created;
  }

  /**
   * Deletes buckets with all that is in them.
   *
   * @param created the buckets
   */
  public void drop(Buckets created) {
    store.deleteContainer(created.bucket);
    store.deleteContainer(created.publicBucket);
  }

  /** Options without a public bucket, whose time-outs and pauses are those of a test. */
  S3Options options(Buckets created) {
    return S3Options.of(endpoint(), S3Credentials.of(ACCESS_KEY, SECRET_KEY), created.bucket)
        .withPartSize(S3Options.MIN_PART_SIZE)
        .withTimeout(Duration.ofSeconds(20));
  }

  S3Options publicOptions(Buckets created) {
    return options(created).withPublicBucket(created.publicBucket);
  }

  /**
   * Counts uploads in parts.
   *
   * @param created the buckets
   * @return how many are neither complete nor aborted
   */
  public int openUploads(Buckets created) {
    return store.listMultipartUploads(created.bucket).size()
        + store.listMultipartUploads(created.publicBucket).size();
  }

  /** Lets the store ignore the condition on the request that joins parts, in one bucket. */
  void ignoreConditionsOnCompletion(Buckets created) {
    store.careless.add(created.bucket);
  }

  /** Lets the store heed headers that were not signed, as some real stores do, in one bucket. */
  void heedUnsignedHeaders(Buckets created) {
    store.trusting.add(created.bucket);
  }

  /** Starts a store that keeps its objects in a directory, as memory does not hold them. */
  static S3Server startIn(Path directory) {
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", directory.toString());
    return start(BlobStores.create("filesystem", properties));
  }

  /** Ends a store that is not the shared one. */
  void stop() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the store for the tests does not stop", e);
    }
  }

  private static S3Server start(BlobStore objects) {
    HonestStore store = new HonestStore(objects);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .stopTimeout(0)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("the store for the tests does not start", e);
    }
    S3Server server = new S3Server(store, proxy);
    server.startThreads();
    return server;
  }

  /** Uses the store once, so that no test is said to have left the threads that it then keeps. */
  private void startThreads() {
    ContentKey key = new ContentKey("private/first");
    Buckets created = create();
    try (S3Storage storage = S3Storage.open(options(created))) {
      storage.put(
          key, new ByteArrayInputStream(new byte[1]), OptionalLong.of(1), ContentHints.NONE);
      try (InputStream content = storage.open(key, ByteRange.of(0, 1))) {
        content.readAllBytes();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the store for the tests cannot be used", e);
    }
    drop(created);
  }

  private static final class Shared {
    static final S3Server SERVER = start(BlobStores.create("transient", new Properties()));
  }

  /**
   * Does what real stores do and this one does not: lets everyone get the objects of public
   * buckets, as a bucket's policy does, knows no parts of an upload that is over, and heeds no
   * header {@code x-amz-copy-source} that was not signed: the storage itself copies by parts alone.
   * May be told to ignore conditions, as some real stores do where parts are joined.
   */
  private static final class HonestStore extends ForwardingBlobStore {
    private final Set<String> careless = ConcurrentHashMap.newKeySet();
    private final Set<String> trusting = ConcurrentHashMap.newKeySet();

    // Asked for with each part, where listing them all takes the longer the more there are.
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    HonestStore(BlobStore store) {
      super(store);
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String name) {
      ObjectCannedACL access = super.getBlobAccess(container, name);
      return container.endsWith(PUBLIC_SUFFIX) ? ObjectCannedACL.PUBLIC_READ : access;
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
      MultipartUpload upload = super.initiateMultipartUpload(request);
      open.add(upload.id());
      return upload;
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
      super.abortMultipartUpload(upload);
      open.remove(upload.id());
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
        MultipartUpload upload, UploadPartRequest request, InputStream bytes) {
      requireOpen(upload);
      return super.uploadMultipartPart(upload, request, bytes);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
      requireOpen(upload);
      return super.listMultipartUpload(upload);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
        MultipartUpload upload, CompleteMultipartUploadRequest request) {
      boolean ignores = careless.contains(upload.containerName());
      CompleteMultipartUploadResponse response =
          super.completeMultipartUpload(
              upload, ignores ? request.toBuilder().ifNoneMatch(null).build() : request);
      open.remove(upload.id());
      return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
      if (trusting.contains(request.destinationBucket())) {
        return super.copyBlob(request);
      }
      AwsErrorDetails details =
          AwsErrorDetails.builder()
              .errorCode("AccessDenied")
              .errorMessage("There were headers present in the request which were not signed")
              .build();
      throw S3Exception.builder().awsErrorDetails(details).statusCode(403).build();
    }

    private void requireOpen(MultipartUpload upload) {
      if (!open.contains(upload.id())) {
        AwsErrorDetails details =
            AwsErrorDetails.builder()
                .errorCode("NoSuchUpload")
                .errorMessage("The specified upload does not exist")
                .build();
        throw NoSuchUploadException.builder().awsErrorDetails(details).statusCode(404).build();
      }
    }
  }
}
