package io.filelibrary.benchmarks.peers.springcontent;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** The files in the database. */
interface FileRepository extends JpaRepository<StoredFile, Long> {
  List<StoredFile> findByFolderOrderByName(Folder folder, Pageable page);
}
