package io.filelibrary.testkit;

import static io.filelibrary.testkit.StorageProbe.key;
import static io.filelibrary.testkit.StorageProbe.sample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.PublicUrls;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What everyone can read. */
interface PublicUrlsRules extends StorageLocation {
  @Override
  PublicUrls open() throws IOException;

  /** A public key as the library makes them. */
  private static ContentKey publicKey(int number) {
    return key(String.format(Locale.ROOT, "public/%032x", number));
  }

  @Test
  @DisplayName("D40 A key's URL is the same at every call, of each key another, and has no query")
  default void urlIsStable() throws Exception {
    try (PublicUrls storage = open()) {
      URI before = storage.publicUrl(publicKey(1));
      new StorageProbe(storage).put(publicKey(1), sample(1000));
      assertThat(storage.publicUrl(publicKey(1))).isEqualTo(before);
      assertThat(storage.publicUrl(publicKey(2))).isNotEqualTo(before);
      assertThat(before.getScheme()).isIn("http", "https");
      assertThat(before.getQuery()).as("the query of %s", before).isNull();
      assertThat(before.getUserInfo()).as("the user of %s", before).isNull();
    }
  }

  @Test
  @DisplayName("D41 Everyone can read a public object of any size at its URL")
  default void everyoneReadsPublicObjects() throws Exception {
    try (PublicUrls storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      for (int size : StorageProbe.SIZES) {
        probe.put(publicKey(size), sample(size));
        GrantClient.get(storage.publicUrl(publicKey(size)))
            .assertGives(sample(size), "a public object of " + size + " bytes");
      }
    }
  }

  @Test
  @DisplayName("D42 A range at a public URL is answered with 206 and exactly its bytes")
  default void rangeAtPublicUrlGivesItsBytes() throws Exception {
    try (PublicUrls storage = open()) {
      new StorageProbe(storage).put(publicKey(1), sample(100_000));
      GrantClient.get(storage.publicUrl(publicKey(1)), "Range", "bytes=7-70000")
          .assertGivesPart(Arrays.copyOfRange(sample(100_000), 7, 70_001), "a range");
    }
  }

  @Test
  @DisplayName("D43 The URL of an absent or deleted object is 404 or 403")
  default void absentObjectIsMissingAtItsUrl() throws Exception {
    try (PublicUrls storage = open()) {
      URI url = storage.publicUrl(publicKey(1));
      GrantClient.get(url).assertMissing("an absent object");
      new StorageProbe(storage).put(publicKey(1), sample(1000));
      GrantClient.get(url).assertGives(sample(1000), "a public object");
      storage.delete(List.of(publicKey(1)));
      GrantClient.get(url).assertMissing("a deleted object");
    }
  }

  @Test
  @DisplayName("D44 A private key has no URL, and the form of public ones gives nothing for it")
  default void privateObjectHasNoUrl() throws Exception {
    try (PublicUrls storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(publicKey(1), sample(1000));
      probe.put(key(1), sample(2000));
      assertThatThrownBy(() -> storage.publicUrl(key(1)))
          .isInstanceOf(IllegalArgumentException.class);
      URI url = storage.publicUrl(publicKey(1));
      GrantClient.get(Tampering.forKey(url, publicKey(1), key(1)))
          .assertRefused("reading a private object at a URL like those of public ones");
    }
  }

  @Test
  @DisplayName("D45 Nobody writes or deletes at a public URL")
  default void nobodyWritesAtPublicUrls() throws Exception {
    try (PublicUrls storage = open()) {
      StorageProbe probe = new StorageProbe(storage);
      probe.put(publicKey(1), sample(1000));
      for (String method : List.of("PUT", "POST", "DELETE")) {
        byte[] body = method.equals("DELETE") ? new byte[0] : sample(999);
        GrantClient.request(method, storage.publicUrl(publicKey(1)), body)
            .assertRefused(method + " at a public URL");
        probe.assertHolds(publicKey(1), sample(1000));
      }
      GrantClient.request("PUT", storage.publicUrl(publicKey(2)), sample(10))
          .assertRefused("PUT at the URL of an absent object");
      probe.assertAbsent(publicKey(2));
    }
  }

  @Test
  @DisplayName("D46 Nobody learns at the places above a public URL which objects there are")
  default void nobodyListsAbovePublicUrls() throws Exception {
    try (PublicUrls storage = open()) {
      new StorageProbe(storage).put(publicKey(1), sample(1000));
      String random = publicKey(1).value().substring("public/".length());
      String url = storage.publicUrl(publicKey(1)).toString();
      int slash = url.lastIndexOf('/');
      while (slash > url.indexOf("://") + 2) {
        for (String above : List.of(url.substring(0, slash), url.substring(0, slash + 1))) {
          HttpAnswer answer = GrantClient.get(URI.create(above));
          assertThat(new String(answer.body(), UTF_8)).as("GET %s", above).doesNotContain(random);
        }
        slash = url.lastIndexOf('/', slash - 1);
      }
    }
  }
}
