package io.filelibrary;

import static io.filelibrary.Fixture.fails;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.CountingInputStream;
import io.filelibrary.error.AccessDenied;
import io.filelibrary.error.ChannelExists;
import io.filelibrary.error.ChannelNotFound;
import io.filelibrary.error.InvalidChange;
import io.filelibrary.error.InvalidId;
import io.filelibrary.error.QuotaExceeded;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.TenantId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Usage;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ChannelTest {
  private static final TenantId TENANT = TenantId.of("acme");

  @RegisterExtension final Fixture fixture = Fixture.create();

  private final FileLibrary library = fixture.library;

  private static ChannelSpec spec(String id) {
    return ChannelSpec.of(ChannelId.of(id), TENANT);
  }

  @Test
  void newChannelIsEmptyAndAsSpecified() {
    ChannelSpec spec =
        spec("c/1")
            .withMembership(
                new Membership(
                    MembershipType.COMPANY,
                    Optional.of("client"),
                    Optional.of("company"),
                    List.of("b", "a")))
            .withQuotaBytes(7);

    Channel channel = library.createChannel(spec);

    assertThat(channel.spec()).isEqualTo(spec);
    assertThat(channel.usage()).isEqualTo(Usage.NONE);
    assertThat(channel.createdAt()).isEqualTo(fixture.clock.instant());
    assertThat(library.findChannel(channel.id())).contains(channel);
    assertThat(library.channel("c/1", "ada").channel()).isEqualTo(channel);
  }

  @Test
  void idOfAChannelIsTakenOnce() {
    library.createChannel(spec("c"));

    fails(ChannelExists.class, () -> library.createChannel(spec("c").withQuotaBytes(1)));
    assertThat(library.findChannel(ChannelId.of("c")).orElseThrow().spec()).isEqualTo(spec("c"));
  }

  @Test
  void ensuredChannelStaysAsItIs() {
    Channel first = library.ensureChannel(spec("c"));

    assertThat(library.ensureChannel(spec("c").withQuotaBytes(1))).isEqualTo(first);
  }

  @Test
  void idsAreComparedExactly() {
    library.createChannel(spec("c"));

    assertThat(library.findChannel(ChannelId.of("C"))).isEmpty();
    assertThat(library.findChannel(ChannelId.of("c/"))).isEmpty();
    fails(InvalidId.class, () -> library.channel("", "ada"));
  }

  @Test
  void channelsAreListedByTheirIds() {
    library.createChannel(spec("\ud83d\ude00"));
    library.createChannel(spec("\uff5e"));
    library.createChannel(spec("a"));

    assertThat(library.channels().map(channel -> channel.id().value()))
        .containsExactly("a", "team/alpha", "team/beta", "\uff5e", "\ud83d\ude00");
  }

  @Test
  void channelsOfATenantAreListedOverManyPagesFromAnyIdOn() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      String id = String.format("c%03d", i);
      library.createChannel(ChannelSpec.of(ChannelId.of(id), TenantId.of("t" + i % 2)));
      ids.add(id);
    }
    List<String> even = ids.stream().filter(id -> id.charAt(3) % 2 == 0).toList();
    TenantId tenant = TenantId.of("t0");

    assertThat(library.channels(tenant, Optional.empty()).map(channel -> channel.id().value()))
        .containsExactlyElementsOf(even);
    assertThat(
            library
                .channels(tenant, Optional.of(ChannelId.of("c009")))
                .map(channel -> channel.id().value()))
        .containsExactlyElementsOf(even.subList(5, even.size()));
    assertThat(library.channels(TenantId.of("t"), Optional.empty())).isEmpty();
  }

  @Test
  void quotaMembershipTenantAndAttributesAreChanged() {
    Channel before =
        library.createChannel(
            spec("c").withAttributes(Attributes.of(Map.of("plan", "gold", "old", "yes"))));
    fixture.clock.advance(Duration.ofMinutes(1));
    ChannelSpec other =
        ChannelSpec.of(ChannelId.of("c"), TenantId.of("other"))
            .withQuotaBytes(9)
            .withAttributes(Attributes.of(Map.of("plan", "silver")));

    Channel after = library.updateChannel(other);

    assertThat(after.spec()).isEqualTo(other);
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(after.updatedAt()).isAfter(before.updatedAt());
    assertThat(library.findChannel(before.id())).contains(after);
  }

  @Test
  void rulesOfNamesStay() {
    library.createChannel(spec("c"));

    fails(
        InvalidChange.class,
        () -> library.updateChannel(spec("c").withNamePolicy(NamePolicy.POSIX)));
    fails(InvalidChange.class, () -> library.updateChannel(spec("c").withCaseSensitive(false)));
  }

  @Test
  void missingChannelIsNotUpdated() {
    fails(ChannelNotFound.class, () -> library.updateChannel(spec("c")));
    assertThat(library.findChannel(ChannelId.of("c"))).isEmpty();
  }

  @Test
  void changesThatManyMakeToOneChannelAreAllKept() throws Exception {
    ChannelId id = library.createChannel(spec("c")).id();
    List<Callable<Channel>> changes = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      String key = "key" + number;
      changes.add(() -> library.updateChannel(id, former -> withAttribute(former, key)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Channel> change : threads.invokeAll(changes)) {
        assertThat(change.get().spec().attributes().values()).isNotEmpty();
      }
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(library.findChannel(id).orElseThrow().spec().attributes().values()).hasSize(40);
  }

  private static ChannelSpec withAttribute(ChannelSpec former, String key) {
    Map<String, String> values = new HashMap<>(former.attributes().values());
    values.put(key, "yes");
    return former.withAttributes(Attributes.of(values));
  }

  @Test
  void changeThatFailsOrBreaksARuleChangesNothing() {
    Channel before = library.createChannel(spec("c"));
    ChannelId id = before.id();

    fails(
        AccessDenied.class,
        () ->
            library.updateChannel(
                id,
                former -> {
                  throw new AccessDenied("ada", "update", "c");
                }));
    fails(InvalidChange.class, () -> library.updateChannel(id, former -> spec("d")));
    fails(
        InvalidChange.class,
        () -> library.updateChannel(id, former -> former.withCaseSensitive(false)));
    fails(
        ChannelNotFound.class,
        () -> library.updateChannel(ChannelId.of("d"), former -> former.withQuotaBytes(1)));

    assertThat(library.findChannel(id)).contains(before);
    assertThat(library.findChannel(ChannelId.of("d"))).isEmpty();
  }

  @Test
  void endlessSourceIsReadNoFurtherThanTheQuota() {
    library.updateChannel(ChannelSpec.of(Fixture.CHANNEL, TENANT).withQuotaBytes(1_000_000));
    CountingInputStream endless = new CountingInputStream(new EndlessStream());

    fixture.refused(QuotaExceeded.class, () -> fixture.files.upload("x", endless));
    assertThat(endless.getCount()).isLessThan(1_200_000);

    PendingUpload upload =
        fixture.files.uploads().begin(Destination.at("y"), UploadOptions.DEFAULT);
    CountingInputStream again = new CountingInputStream(new EndlessStream());
    Fixture.fails(QuotaExceeded.class, () -> fixture.files.uploads().receive(upload.id(), again));
    assertThat(again.getCount()).isLessThan(1_200_000);
  }

  /** Zeros without end. */
  private static final class EndlessStream extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      Arrays.fill(buffer, offset, offset + length, (byte) 0);
      return length;
    }
  }

  @Test
  void quotaBelowTheUsageRefusesFurtherBytesAlone() {
    fixture.files.upload("x", Fixture.bytes(10));
    library.updateChannel(ChannelSpec.of(Fixture.CHANNEL, TENANT).withQuotaBytes(5));

    fixture.refused(QuotaExceeded.class, () -> fixture.files.upload("y", new byte[1]));
    assertThat(fixture.files.upload("empty", new byte[0]).size()).isZero();
    assertThat(fixture.files.createFolder("a").path()).hasToString("a");
    assertThat(fixture.read("x")).isEqualTo(Fixture.bytes(10));
  }
}
