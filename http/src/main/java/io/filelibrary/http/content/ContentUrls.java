package io.filelibrary.http.content;

import com.google.common.base.CharMatcher;
import com.google.common.net.UrlEscapers;
import io.filelibrary.ChannelFiles;
import io.filelibrary.http.access.Caller;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.model.DownloadOptions;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.model.Visibility;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the URLs by which bytes come and go: the storage's own where it grants some, and signed
 * ones of this servlet otherwise. Whoever has such a URL can use it until it ends, as the caller it
 * was made for.
 */
public final class ContentUrls {
  /** Below it are the URLs that take the bytes of uploads. */
  static final String UPLOADS = "/content/uploads";

  /** Below it are the signed URLs of files. */
  static final String FILES = "/content/files";

  /** Below it are the URLs of public files. */
  static final String PUBLIC = "/content/public";

  private static final CharMatcher REFUSED = CharMatcher.anyOf("%\\;");

  private final SigningKey key;
  private final Clock clock;
  private final Duration downloadLifetime;

  /**
   * Creates a maker of URLs.
   *
   * @param key signs the URLs of this servlet
   * @param clock tells the time
   * @param downloadLifetime how long a URL for a download is good
   */
  public ContentUrls(SigningKey key, Clock clock, Duration downloadLifetime) {
    this.key = key;
    this.clock = clock;
    this.downloadLifetime = downloadLifetime;
  }

  /**
   * Returns the URL that takes the bytes of an upload by one PUT, without any header of its own;
   * the upload is then completed.
   *
   * @param base where the servlet is
   * @param caller who began the upload
   * @param upload the upload, begun with {@code UploadOptions.withPlainPut()}
   * @return an absolute URL, good until the upload ends
   */
  public URI upload(URI base, Caller caller, PendingUpload upload) {
    return upload.grant().map(TransferGrant::url).orElseGet(() -> own(base, caller, upload));
  }

  private URI own(URI base, Caller caller, PendingUpload upload) {
    SignedGrant grant = SignedGrant.toSend(upload, caller.actor());
    return URI.create(base + UPLOADS + "/" + grant.seal(key));
  }

  /**
   * Returns a URL that gives the bytes of a completed file, whole or in ranges, to be saved under
   * its name.
   *
   * @param base where the servlet is
   * @param caller who wants it, and as whom the file is read
   * @param files the file's channel
   * @param file the file
   * @return an absolute URL
   */
  public URI download(URI base, Caller caller, ChannelFiles files, FileItem file) {
    DownloadOptions options = DownloadOptions.DEFAULT.withLifetime(downloadLifetime);
    return files
        .grantDownload(file.id(), options)
        .map(TransferGrant::url)
        .orElseGet(() -> own(base, caller, file));
  }

  private URI own(URI base, Caller caller, FileItem file) {
    SignedGrant grant =
        SignedGrant.toRead(file, caller.actor(), clock.instant().plus(downloadLifetime));
    return URI.create(base + FILES + "/" + grant.seal(key) + "/" + segment(file));
  }

  /**
   * The name, for clients that save a file under the last segment of its URL. Without what
   * containers refuse in a path even if it is escaped.
   */
  private static String segment(FileItem file) {
    return UrlEscapers.urlPathSegmentEscaper()
        .escape(REFUSED.replaceFrom(file.name().value(), '_'));
  }

  /**
   * Returns the stable URL of a public file, which everybody can read.
   *
   * @param base where the servlet is
   * @param files the file's channel
   * @param file the file
   * @return an absolute URL, or empty if the file is private or pending
   */
  public Optional<URI> publicUrl(URI base, ChannelFiles files, FileItem file) {
    if (file.visibility() != Visibility.PUBLIC || file.status() != FileStatus.COMPLETED) {
      return Optional.empty();
    }
    return files
        .publicUrl(file.id())
        .or(() -> Optional.of(URI.create(base + PUBLIC + "/" + file.id() + "/" + segment(file))));
  }
}
