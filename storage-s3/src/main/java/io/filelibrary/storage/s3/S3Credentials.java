package io.filelibrary.storage.s3;

import io.minio.credentials.AwsConfigProvider;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.ChainedProvider;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.MinioEnvironmentProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;

/** Where the credentials for a store come from. {@link #toString} shows no secret. */
public final class S3Credentials {
  private final Provider provider;
  private final String description;

  private S3Credentials(Provider provider, String description) {
    this.provider = provider;
    this.description = description;
  }

  /**
   * Returns fixed credentials.
   *
   * @param accessKey the access key
   * @param secretKey the secret key
   * @return the credentials
   * @throws IllegalArgumentException if one of them is blank
   */
  public static S3Credentials of(String accessKey, String secretKey) {
    if (accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException("an access key and a secret key have to be given");
    }
    return new S3Credentials(
        new StaticProvider(accessKey, secretKey, null), "the access key " + accessKey);
  }

  /**
   * Returns the credentials of the surroundings, the first there are of: the environment variables
   * {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, those named {@code
   * MINIO_ACCESS_KEY} and {@code MINIO_SECRET_KEY}, the file {@code ~/.aws/credentials}, and the
   * role of the machine or container in AWS. Those that expire are renewed.
   *
   * @return the credentials; they are looked up when they are used first
   */
  public static S3Credentials fromEnvironment() {
    Provider chain =
        new ChainedProvider(
            new AwsEnvironmentProvider(),
            new MinioEnvironmentProvider(),
            new AwsConfigProvider(null, null),
            new IamAwsProvider(null, null));
    return new S3Credentials(chain, "the credentials of the environment");
  }

  Provider provider() {
    return provider;
  }

  @Override
  public String toString() {
    return description;
  }
}
