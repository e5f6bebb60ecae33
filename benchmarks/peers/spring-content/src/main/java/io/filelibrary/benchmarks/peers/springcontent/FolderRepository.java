package io.filelibrary.benchmarks.peers.springcontent;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** The folders in the database. */
interface FolderRepository extends JpaRepository<Folder, Long> {
  Optional<Folder> findByName(String name);
}
