package io.filelibrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.error.AccessDenied;
import io.filelibrary.error.ErrorCode;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ConflictPolicy;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.DeleteOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.PlaceOptions;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import io.filelibrary.spi.AccessPolicy;
import io.filelibrary.spi.Action;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessPolicyTest {
  private static final PlaceOptions PLAIN = PlaceOptions.DEFAULT;

  private AccessPolicy decision = AccessPolicy.ALLOW_ALL;
  private final List<String> asked = new ArrayList<>();

  @RegisterExtension
  final Fixture fixture = Fixture.withOptions(options -> options.withAccessPolicy(this::decide));

  private final ChannelFiles files = fixture.files;

  private boolean decide(ActorId actor, Action action, Channel channel, Optional<Item> item) {
    fixture.catalog.requireNoTransaction("the access policy");
    asked.add(action + " " + item.map(one -> one.path().toString()).orElse("root"));
    return decision.allows(actor, action, channel, item);
  }

  @BeforeEach
  void fill() {
    files.createFolder("a");
    files.createFolder("b");
    files.upload("a/x", Fixture.bytes(10));
    files.upload("a/large", Fixture.bytes(100_000));
    files.createLink("l", "https://example.com");
    asked.clear();
  }

  /** An operation that is asked about. */
  private interface Operation {
    void run(AccessPolicyTest test) throws Exception;
  }

  private record Case(String name, Operation operation, List<String> questions) {
    @Override
    public String toString() {
      return name;
    }
  }

  private ItemId id(String path) {
    AccessPolicy before = decision;
    decision = AccessPolicy.ALLOW_ALL;
    List<String> questions = List.copyOf(asked);
    ItemId id = fixture.item(path).id();
    asked.clear();
    asked.addAll(questions);
    decision = before;
    return id;
  }

  private static Case is(String name, Operation operation, String... questions) {
    return new Case(name, operation, List.of(questions));
  }

  private static Stream<Case> cases() {
    FolderRef a = FolderRef.at("a");
    ListOptions all = ListOptions.DEFAULT;
    return Stream.of(
        is("channel", t -> t.files.channel(), "READ root"),
        is("get", t -> t.files.get(t.id("a/x")), "READ a/x"),
        is("list", t -> t.files.list(a, all), "READ a"),
        is("list root", t -> t.files.list(FolderRef.root(), all), "READ root"),
        is("list tree", t -> t.files.listTree(a, all), "READ a"),
        is("changes", t -> t.files.changes(0, 10), "READ root"),
        is("trash list", t -> t.files.trashBin().list(Optional.empty(), 10), "READ root"),
        is("open", t -> t.files.open(t.id("a/x")).close(), "DOWNLOAD a/x"),
        is("content", t -> t.files.content(t.id("a/x")), "READ a/x", "DOWNLOAD a/x"),
        is("public URL", t -> t.files.publicUrl(t.id("a/x")), "DOWNLOAD a/x"),
        is("folder", t -> t.files.createFolder("a/n"), "CREATE a"),
        is("folder at root", t -> t.files.createFolder("n"), "CREATE root"),
        is("link", t -> t.files.createLink("a/n", "https://example.com"), "CREATE a"),
        is("upload", t -> t.files.upload("a/n", new byte[1]), "CREATE a"),
        is("large upload", t -> t.files.upload("a/n", new byte[100_000]), "CREATE a"),
        is("begin", t -> t.begin("a/n"), "CREATE a"),
        is("find upload", t -> t.files.uploads().find(t.id("a/x")), "UPDATE a/x"),
        is("content key", t -> t.files.contentKey(t.id("a/x")), "READ a/x"),
        is("rename", t -> t.files.rename(t.id("a/x"), "n"), "UPDATE a/x"),
        is("publish", t -> t.publish("a/large"), "UPDATE a/large"),
        is("move", t -> t.move("a/x", "b/x"), "UPDATE a/x", "CREATE b"),
        is("move by update", t -> t.moveByUpdate("a/large", "b"), "UPDATE a/large", "CREATE b"),
        is("copy", t -> t.copy("a/x", "b/x"), "CREATE b"),
        is("trash", t -> t.files.trash(t.id("a/x")), "DELETE a/x"),
        is("delete", t -> t.files.delete(t.id("a/x"), DeleteOptions.DEFAULT), "DELETE a/x"));
  }

  private PendingUpload begin(String path) {
    return files.uploads().begin(Destination.at(path), UploadOptions.DEFAULT);
  }

  private void publish(String path) {
    files.update(id(path), ItemChanges.NONE.withVisibility(Visibility.PUBLIC));
  }

  private void move(String from, String to) {
    files.move(id(from), Destination.at(to), PLAIN);
  }

  private void moveByUpdate(String from, String folder) {
    files.update(
        id(from),
        ItemChanges.NONE.withVisibility(Visibility.PUBLIC).withFolder(FolderRef.at(folder)));
  }

  private void copy(String from, String to) {
    files.copy(id(from), Destination.at(to), PLAIN);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void policyIsAskedWithActionAndItem(Case one) throws Exception {
    one.operation().run(this);

    assertThat(asked).containsAll(one.questions());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void denialOfAnyQuestionChangesNothing(Case one) {
    for (String question : one.questions()) {
      Action action = Action.valueOf(question.substring(0, question.indexOf(' ')));
      decision = (actor, asked, channel, item) -> asked != action;

      AccessDenied error =
          fixture.refusedWithoutTrace(AccessDenied.class, () -> one.operation().run(this));

      assertThat(error.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
    }
    decision = AccessPolicy.ALLOW_ALL;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void errorOfThePolicyReachesTheCallerAndChangesNothing(Case one) {
    IllegalStateException thrown = new IllegalStateException("no answer");
    decision =
        (actor, action, channel, item) -> {
          throw thrown;
        };

    assertThat(
            fixture.refusedWithoutTrace(
                IllegalStateException.class, () -> one.operation().run(this)))
        .isSameAs(thrown);
    decision = AccessPolicy.ALLOW_ALL;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void policyMayCallTheLibrary(Case one) throws Exception {
    decision =
        (actor, action, channel, item) -> {
          if (actor.value().equals(Fixture.ACTOR)) {
            ChannelFiles own = fixture.library.channel(Fixture.CHANNEL.value(), "policy");
            own.list(FolderRef.root(), ListOptions.DEFAULT);
            own.ensureFolder("log");
          }
          return true;
        };

    one.operation().run(this);

    assertThat(files.find("log")).isPresent();
  }

  @Test
  void findIsAskedAboutTheItem() {
    assertThat(files.find("a/x")).isPresent();
    assertThat(asked).contains("READ a/x");

    decision = (actor, action, channel, item) -> item.isEmpty();
    assertThat(files.find("a/x")).isEmpty();
  }

  @Test
  void actorAndChannelAreTold() {
    List<String> told = new ArrayList<>();
    decision = (actor, action, channel, item) -> told.add(actor + " in " + channel.id().value());
    fixture.library.channel(Fixture.CHANNEL.value(), "bob").createFolder("n");

    assertThat(told).contains("bob in " + Fixture.CHANNEL).doesNotContain("ada in team/beta");
  }

  @Test
  void restoreIsAskedAsADeletionAndACreation() {
    ItemId file = id("a/x");
    files.trash(file);
    asked.clear();

    files.trashBin().restore(file);

    assertThat(asked).contains("DELETE a/x", "CREATE a");
  }

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"DELETE", "CREATE"})
  void restoreIsDenied(Action denied) {
    ItemId file = id("a/x");
    files.trash(file);
    decision = (actor, action, channel, item) -> action != denied;

    denied(() -> files.trashBin().restore(file));
  }

  @Test
  void completionIsAskedAsAnUpdateOfTheFile() {
    PendingUpload upload = begin("a/n");
    files.uploads().receive(upload.id(), new ByteArrayInputStream(new byte[5]));
    asked.clear();
    decision = (actor, action, channel, item) -> action != Action.UPDATE;

    denied(() -> files.uploads().complete(upload.id()));
    assertThat(asked).contains("UPDATE a/n");
  }

  @Test
  void completionWithBytesIsAskedBeforeAByteIsRead() {
    PendingUpload upload = begin("a/n");
    ByteArrayInputStream source = new ByteArrayInputStream(new byte[5]);
    asked.clear();
    decision = (actor, action, channel, item) -> action != Action.UPDATE;

    denied(() -> files.uploads().complete(upload.id(), source));
    assertThat(asked).contains("UPDATE a/n");
    assertThat(source.available()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100_000})
  void replacementIsAskedAsADeletionOfTheFileInTheWay(int size) {
    decision = (actor, action, channel, item) -> action != Action.DELETE;
    UploadOptions replace = UploadOptions.DEFAULT.withConflict(ConflictPolicy.REPLACE);

    denied(() -> files.upload(Destination.at("a/x"), new byte[size], replace));
    assertThat(asked).contains("DELETE a/x");
  }

  @Test
  void copyIsAskedAboutTheBytesItShares() {
    decision = (actor, action, channel, item) -> action != Action.DOWNLOAD;

    denied(() -> copy("a/x", "b/x"));
    assertThat(asked).contains("DOWNLOAD a/x");
  }

  @Test
  void emptyingTheTrashLeavesWhatMayNotBeDeleted() {
    ItemId kept = id("a/x");
    files.trash(kept);
    files.trash(id("b"));
    decision =
        (actor, action, channel, item) ->
            action != Action.DELETE || !item.map(Item::id).equals(Optional.of(kept));

    assertThat(files.trashBin().empty()).isEqualTo(1);
    assertThat(files.trashBin().list(Optional.empty(), 10).items())
        .extracting(Item::id)
        .containsExactly(kept);
  }

  @Test
  void treeListingLeavesOutWhatIsInsideAFolderThatMayNotBeRead() {
    files.createFolder("a/inner");
    files.upload("a/inner/secret", Fixture.bytes(3));
    decision = (actor, action, channel, item) -> !isAt(item, "a/inner");

    assertThat(files.streamTree(FolderRef.at("a"), ListOptions.DEFAULT.withPageSize(1)))
        .extracting(item -> item.path().toString())
        .contains("a/inner")
        .doesNotContain("a/inner/secret");
  }

  @Test
  void copyOfAFolderIsAskedAboutWhatItHolds() {
    files.createFolder("a/inner");
    files.upload("a/inner/secret", Fixture.bytes(3));
    ItemId folder = id("a");
    decision = (actor, action, channel, item) -> !isAt(item, "a/inner/secret");

    denyOnly(() -> files.copy(folder, Destination.at("copy"), PLAIN));
    decision = AccessPolicy.ALLOW_ALL;
    assertThat(files.find("copy")).isEmpty();
  }

  @Test
  void refusedCallDoesNotTellWhatIsThere() {
    decision = (actor, action, channel, item) -> false;

    denyOnly(() -> files.createFolder("a/x/below"));
    denyOnly(() -> files.createFolder("a/nothing/below"));
    denyOnly(() -> files.createFolder("a/x"));
  }

  @Test
  void listedItemsAreWhatTheFolderAllows() {
    decision = (actor, action, channel, item) -> item.isEmpty();

    assertThat(files.list(FolderRef.root(), ListOptions.DEFAULT).items()).isNotEmpty();
  }

  @Test
  void itemThatChangedAfterTheQuestionIsAskedAboutAgain() {
    ItemId file = id("a/x");
    decision =
        (actor, action, channel, item) -> {
          if (action == Action.UPDATE
              && item.orElseThrow().path().toString().equals("a/x")
              && actor.value().equals(Fixture.ACTOR)) {
            fixture
                .library
                .channel(Fixture.CHANNEL.value(), "bob")
                .move(file, Destination.at("b/secret"), PLAIN);
          }
          return item.isEmpty()
              || !item.get().path().toString().equals("b/secret")
              || actor.value().equals("bob");
        };

    denyOnly(() -> files.rename(file, "y"));

    assertThat(asked).contains("UPDATE b/secret");
    decision = AccessPolicy.ALLOW_ALL;
    assertThat(files.get(file).path()).hasToString("b/secret");
  }

  @Test
  void createdParentsAreAskedAboutAtTheLowestFolderThatIsThere() {
    files.createFolder(Destination.at("a/n/m"), CreateOptions.DEFAULT.withCreateParents());

    assertThat(asked).containsOnly("CREATE a");
  }

  private static boolean isAt(Optional<Item> item, String path) {
    return item.filter(found -> found.path().toString().equals(path)).isPresent();
  }

  private void denied(ThrowingCallable call) {
    fixture.refusedWithoutTrace(AccessDenied.class, call);
    decision = AccessPolicy.ALLOW_ALL;
  }

  private static void denyOnly(ThrowingCallable call) {
    Fixture.fails(AccessDenied.class, call);
  }
}
