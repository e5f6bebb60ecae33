package io.filelibrary.benchmarks.peers.springcontent;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.content.commons.annotations.ContentId;
import org.springframework.content.commons.annotations.ContentLength;
import org.springframework.content.commons.annotations.MimeType;

/**
 * A file in a folder. Spring Content sets where its content is, and how long, by the accessors of a
 * bean.
 */
@Entity
@Table(indexes = @Index(columnList = "folder_id, name", unique = true))
class StoredFile {
  @Id @GeneratedValue private @Nullable Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  private Folder folder;

  private String name;
  private String createdBy;
  @ContentId private @Nullable String contentId;
  @ContentLength private long contentLength;
  @MimeType private String contentType;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  protected StoredFile() {}

  StoredFile(Folder folder, String name, String createdBy, String contentType) {
    this.folder = folder;
    this.name = name;
    this.createdBy = createdBy;
    this.contentType = contentType;
  }

  /** Its id, which it has once it is saved. */
  long id() {
    return Objects.requireNonNull(id);
  }

  String name() {
    return name;
  }

  Folder folder() {
    return folder;
  }

  String createdBy() {
    return createdBy;
  }

  public @Nullable String getContentId() {
    return contentId;
  }

  public void setContentId(@Nullable String contentId) {
    this.contentId = contentId;
  }

  public long getContentLength() {
    return contentLength;
  }

  public void setContentLength(long contentLength) {
    this.contentLength = contentLength;
  }

  public String getContentType() {
    return contentType;
  }

  public void setContentType(String contentType) {
    this.contentType = contentType;
  }
}
