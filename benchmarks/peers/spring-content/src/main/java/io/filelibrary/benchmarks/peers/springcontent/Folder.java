package io.filelibrary.benchmarks.peers.springcontent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A folder at the top. */
@Entity
class Folder {
  @Id @GeneratedValue private @Nullable Long id;

  @Column(unique = true)
  private String name;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  protected Folder() {}

  Folder(String name) {
    this.name = name;
  }

  void rename(String changed) {
    name = changed;
  }
}
