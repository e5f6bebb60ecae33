package io.filelibrary.benchmarks.peers.oak;

import io.filelibrary.benchmarks.harness.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.jcr.Binary;
import javax.jcr.Node;
import javax.jcr.NodeIterator;
import javax.jcr.Property;
import javax.jcr.Repository;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.SimpleCredentials;
import javax.jcr.nodetype.NodeType;
import org.apache.jackrabbit.api.JackrabbitRepository;
import org.apache.jackrabbit.oak.Oak;
import org.apache.jackrabbit.oak.jcr.Jcr;
import org.apache.jackrabbit.oak.segment.SegmentNodeStoreBuilders;
import org.apache.jackrabbit.oak.segment.file.FileStore;
import org.apache.jackrabbit.oak.segment.file.FileStoreBuilder;
import org.apache.jackrabbit.oak.segment.file.InvalidFileStoreVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of type {@code nt:file} in Oak's segment store, by the JCR. Each thread keeps a session,
 * since to log in takes far longer than to read a file. Handles are paths.
 */
public final class OakStore implements Store {
  private final ThreadLocal<Session> sessions = ThreadLocal.withInitial(this::login);
  private @Nullable FileStore files;
  private @Nullable Repository repository;

  /** A store that is not open yet. */
  public OakStore() {}

  @Override
  public String title() {
    return "Jackrabbit Oak 1.82.0 segment-tar (no fsync for each save)";
  }

  @Override
  public void open(Path directory) throws IOException {
    try {
      FileStore opened = FileStoreBuilder.fileStoreBuilder(directory.toFile()).build();
      files = opened;
      Oak oak = new Oak(SegmentNodeStoreBuilders.builder(opened).build());
      repository = new Jcr(oak).createRepository();
    } catch (InvalidFileStoreVersionException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void createFolder(String name) throws RepositoryException {
    Session session = session();
    session.getRootNode().addNode(name, NodeType.NT_FOLDER);
    session.save();
  }

  /** Oak itself notes who created the file. */
  @Override
  public String create(String folder, String name, byte[] bytes) throws RepositoryException {
    Session session = session();
    Node file = session.getNode("/" + folder).addNode(name, NodeType.NT_FILE);
    Node content = file.addNode(Node.JCR_CONTENT, "oak:Resource");
    Binary binary = session.getValueFactory().createBinary(new ByteArrayInputStream(bytes));
    content.setProperty(Property.JCR_DATA, binary);
    content.setProperty(Property.JCR_MIMETYPE, "application/octet-stream");
    session.save();
    return file.getPath();
  }

  @Override
  public byte[] read(String handle) throws IOException, RepositoryException {
    Binary binary = session().getProperty(handle + "/jcr:content/jcr:data").getBinary();
    try (InputStream content = binary.getStream()) {
      return content.readAllBytes();
    } finally {
      binary.dispose();
    }
  }

  /** All names, sorted: folders of Oak have no order. */
  @Override
  public List<String> firstPage(String folder, int limit) throws RepositoryException {
    List<String> names = new ArrayList<>();
    NodeIterator children = session().getNode("/" + folder).getNodes();
    while (children.hasNext()) {
      names.add(children.nextNode().getName());
    }
    return names.stream().sorted().limit(limit).toList();
  }

  @Override
  public void move(String folder, String target) throws RepositoryException {
    Session session = session();
    session.move("/" + folder, "/" + target);
    session.save();
  }

  /** Ends the sessions as well. */
  @Override
  public void close() {
    if (repository instanceof JackrabbitRepository opened) {
      opened.shutdown();
    }
    if (files != null) {
      files.close();
    }
  }

  /** The session of this thread, which sees what others saved. */
  private Session session() throws RepositoryException {
    Session session = sessions.get();
    session.refresh(false);
    return session;
  }

  private Session login() {
    try {
      return Objects.requireNonNull(repository)
          .login(new SimpleCredentials("admin", "admin".toCharArray()));
    } catch (RepositoryException e) {
      throw new IllegalStateException(e);
    }
  }
}
