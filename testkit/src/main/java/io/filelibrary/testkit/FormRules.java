package io.filelibrary.testkit;

import static io.filelibrary.testkit.BackendFailures.assertRefused;
import static io.filelibrary.testkit.FormProbe.key;
import static io.filelibrary.testkit.FormProbe.publicKey;
import static io.filelibrary.testkit.FormProbe.send;
import static io.filelibrary.testkit.StorageProbe.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.filelibrary.model.Sha256;
import io.filelibrary.model.TransferGrant;
import io.filelibrary.spi.BackendException.Reason;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.StagedUploads;
import io.filelibrary.spi.StoredObject;
import io.filelibrary.spi.UploadTerms;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How clients send bytes by forms, which the library takes. */
interface FormRules extends StorageLocation {
  @Override
  StagedUploads open() throws IOException;

  @Test
  @DisplayName("D70 Bytes of any size up to the bound are taken as they were sent, none included")
  default void bytesUpToTheBoundAreTaken() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      for (int size : StorageProbe.SIZES) {
        TransferGrant form = forms.form(key(size));
        assertThat(form.method()).isEqualTo("POST");
        send(form, sample(size));
        forms.assertTakes(key(size), sample(size));
      }
      for (int bound : List.of(0, 1, 1000)) {
        ContentKey key = publicKey(bound);
        send(forms.form(key, UploadTerms.upTo(bound, Terms.soon())), sample(bound));
        forms.assertTakes(key, sample(bound));
      }
    }
  }

  @Test
  @DisplayName("D71 Bytes of the size declared are taken as they were sent, whatever the hints")
  default void bytesOfTheDeclaredSizeAreTaken() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      for (int size : List.of(0, 1, 1000, 65_537)) {
        UploadTerms terms = UploadTerms.ofSize(size, Terms.soon()).withHints(Terms.TEXT);
        send(forms.form(key(size), terms), sample(size));
        forms.assertTakes(key(size), sample(size));
      }
    }
  }

  @Test
  @DisplayName("D72 More bytes than the bound are refused, and there is nothing to take")
  default void boundIsKeptByTheStorage() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      for (int bound : List.of(0, 1000)) {
        TransferGrant form = forms.form(key(bound), UploadTerms.upTo(bound, Terms.soon()));
        for (int sent : List.of(bound + 1, 3_000_000)) {
          HttpAnswer answer = GrantClient.send(form, sample(sent));
          forms.assertNothingToTake(key(bound), answer);
          answer.assertRefused("a form of " + sent + " bytes, at most " + bound);
        }
        send(form, sample(bound));
        forms.assertTakes(key(bound), sample(bound));
      }
    }
  }

  @Test
  @DisplayName("D73 Bytes in another number than declared are refused, and there is none to take")
  default void declaredSizeIsKeptByTheStorage() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      TransferGrant form = forms.formOfSize(key(1), 1000);
      for (int sent : List.of(0, 999, 1001, 3_000_000)) {
        HttpAnswer answer = GrantClient.send(form, sample(sent));
        forms.assertNothingToTake(key(1), answer);
        answer.assertRefused("a form of " + sent + " bytes for 1000");
      }
    }
  }

  @Test
  @DisplayName("D74 A form that was not sent leaves nothing to take, and ends no later than asked")
  default void nothingSentIsNothingToTake() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      Instant end = Terms.soon();
      TransferGrant form = forms.form(key(1), UploadTerms.upTo(1000, end));
      Terms.assertEndsBy(form, end);
      forms.assertNothingToTake(key(1), "a form that was not sent");
      forms.assertNothingToTake(key(2), "no form");
    }
  }

  @Test
  @DisplayName("D75 What was sent is no object until it is taken, and in no list")
  default void whatIsAsideIsNoObject() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      for (int number : List.of(1, 3, 5)) {
        forms.objects().put(StorageProbe.key(number), sample(10));
      }
      for (int number : List.of(0, 2, 4, 6)) {
        forms.sent(key(number), sample(1000));
        forms.objects().assertAbsent(key(number));
      }
      List<ContentKey> listed = new ArrayList<>();
      for (int page = 0; page < 2; page++) {
        Optional<ContentKey> after = listed.stream().reduce((one, other) -> other);
        listed.addAll(StorageProbe.keys(forms.storage().list(after, 2)));
      }
      assertThat(listed)
          .containsExactly(StorageProbe.key(1), StorageProbe.key(3), StorageProbe.key(5));
    }
  }

  @Test
  @DisplayName("D76 Taking again answers the object that was taken")
  default void takingAgainAnswersTheObject() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      forms.sent(key(1), sample(1000));
      forms.assertTakes(key(1), sample(1000));
      forms.assertTakes(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("D77 What is sent again before it is taken replaces what had come")
  default void sendingAgainBeforeTakingReplaces() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      TransferGrant form = forms.sent(key(1), sample(1000));
      send(form, sample(1001));
      send(form, sample(999));
      forms.assertTakes(key(1), sample(999));
    }
  }

  @Test
  @DisplayName("D100 Of two forms for one key each is as good as the other")
  default void formsOfOneKeyAreAlike() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      for (int number : List.of(0, 1)) {
        List<TransferGrant> alike = List.of(forms.form(key(number)), forms.form(key(number)));
        send(alike.get(number), sample(1000));
        forms.assertTakes(key(number), sample(1000));
      }
    }
  }

  @Test
  @DisplayName("D78 What is sent after taking changes nothing, and taking again takes none of it")
  default void sendingAfterTakingChangesNothing() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      TransferGrant form = forms.sent(key(1), sample(1000));
      forms.assertTakes(key(1), sample(1000));
      for (int size : List.of(1001, 0, 1000)) {
        byte[] other = sample(size);
        if (size == 1000) {
          other[0]++;
        }
        HttpAnswer late = GrantClient.send(form, other);
        assertThat(forms.objects().read(key(1))).as("after %s", late).isEqualTo(sample(1000));
        forms.assertTakes(key(1), sample(1000));
      }
    }
  }

  @Test
  @DisplayName("D79 Concurrent takes all answer the one object, whole")
  default void concurrentTakesAnswerOneObject() throws Exception {
    try (FormProbe forms = new FormProbe(open());
        Workers workers = new Workers()) {
      for (int size : List.of(0, 1000, 300_000)) {
        forms.sent(key(size), sample(size));
        List<Outcome<Optional<StoredObject>>> outcomes =
            workers.race(6, number -> forms.take(key(size)));
        for (Outcome<Optional<StoredObject>> outcome : outcomes) {
          assertThat(outcome.failure()).as("the failure of a take of %s", outcomes).isEmpty();
          assertThat(outcome.value().orElseThrow())
              .as("what one of them took: %s", outcomes)
              .hasValueSatisfying(
                  taken -> StorageProbe.assertDescribes(taken, key(size), sample(size)));
        }
        forms.assertTakes(key(size), sample(size));
      }
    }
  }

  @Test
  @DisplayName("D80 What is sent while it is taken is taken whole or not at all")
  default void sendingWhileTakingMixesNothing() throws Exception {
    try (FormProbe forms = new FormProbe(open());
        Workers workers = new Workers()) {
      for (int round = 0; round < 5; round++) {
        ContentKey key = key(round);
        TransferGrant form = forms.sent(key, sample(400_000));
        List<Outcome<Optional<StoredObject>>> outcomes =
            workers.race(
                4,
                number -> {
                  if (number > 0) {
                    GrantClient.send(form, sample(200_000 + number * 150_000));
                  }
                  return number > 0 ? Optional.empty() : forms.take(key);
                });
        StoredObject taken = outcomes.get(0).value().orElseThrow().orElseThrow();
        GrantClient.send(form, sample(1));
        forms.assertTakes(key, sample(Math.toIntExact(taken.size())));
      }
    }
  }

  @Test
  @DisplayName("D81 A form is of no use for another key")
  default void formIsForOneKey() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      TransferGrant form = forms.form(key(1));
      TransferGrant changed = Tampering.forKey(form, key(1), key(2));
      HttpAnswer answer = GrantClient.send(changed, sample(1000));
      forms.assertNothingToTake(key(2), answer);
      send(form, sample(1000));
      forms.assertNothingToTake(key(2), "the form of another key");
      forms.assertTakes(key(1), sample(1000));
    }
  }

  @Test
  @DisplayName("D82 A form of which anything was changed is refused, and leaves nothing to take")
  default void changedFormIsRefused() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      for (TransferGrant changed : Tampering.variants(forms.form(key(1)))) {
        HttpAnswer answer = GrantClient.send(changed, sample(1000));
        answer.assertRefused("a form with " + changed.formFields());
        forms.assertNothingToTake(key(1), answer);
      }
    }
  }

  @Test
  @DisplayName("D83 A form whose end is past is refused, at once or when it is sent")
  default void expiredFormIsRefused() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      Optional<TransferGrant> form =
          Terms.expired(() -> forms.form(key(1), UploadTerms.upTo(10, Terms.past())));
      if (form.isPresent()) {
        GrantClient.send(form.get(), sample(10)).assertRefused("a form that is late");
      }
      forms.assertNothingToTake(key(1), "a form that is late");
    }
  }

  @Test
  @DisplayName("D84 A form that breaks off leaves nothing to take, and can be sent again")
  default void brokenFormLeavesNothing() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      byte[] bytes = sample(1_000_000);
      for (int sent : List.of(0, 1, 500_000, 999_999)) {
        TransferGrant form = forms.form(key(sent));
        GrantClient.breakOff(form, bytes, sent);
        forms.assertNothingToTake(key(sent), "a form that broke off after " + sent + " bytes");
        send(form, bytes);
        forms.assertTakes(key(sent), bytes);
      }
    }
  }

  @Test
  @DisplayName("D85 Deleting a key drops what was sent and not taken, however often it is sent")
  default void deletingDropsWhatIsAside() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      TransferGrant form = forms.form(key(1));
      for (int round = 0; round < 3; round++) {
        send(form, sample(1000 + round));
        forms.storage().delete(List.of(key(1)));
        forms.assertNothingToTake(key(1), "deletion " + round);
      }
    }
  }

  @Test
  @DisplayName("D86 Deleting a key drops the object that was taken and what was sent after it")
  default void deletingDropsWhatWasTaken() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      TransferGrant form = forms.sent(key(1), sample(1000));
      forms.assertTakes(key(1), sample(1000));
      GrantClient.send(form, sample(1001));
      forms.storage().delete(List.of(key(2), key(1), StorageProbe.key(3)));
      forms.assertNothingToTake(key(1), "its deletion");
    }
  }

  @Test
  @DisplayName("D87 Taking a key that has an object answers it, and a put overwrites nothing taken")
  default void formsAndPutsOverwriteNothing() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      forms.sent(key(1), sample(1000));
      forms.objects().put(key(1), sample(100));
      forms.assertTakes(key(1), sample(100));
      forms.sent(key(2), sample(1000));
      forms.assertTakes(key(2), sample(1000));
      assertRefused(Reason.ALREADY_EXISTS, () -> forms.objects().put(key(2), sample(100)));
      forms.assertTakes(key(2), sample(1000));
    }
  }

  @Test
  @DisplayName("D88 A form lets nobody read, list or delete, and what was sent is not for everyone")
  default void formIsForSendingAlone() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      TransferGrant form = forms.sent(key(1), sample(1000));
      List<URI> places = new ArrayList<>(List.of(form.url()));
      Optional.ofNullable(form.formFields().get("key"))
          .map(name -> URI.create(form.url().toString().replaceFirst("/?$", "/") + name))
          .ifPresent(places::add);
      for (int taken = 0; taken < 2; taken++) {
        for (URI place : places) {
          for (String method : List.of("GET", "DELETE")) {
            GrantClient.request(method, place, new byte[0]).assertRefused(method + " " + place);
          }
        }
        forms.assertTakes(key(1), sample(1000));
      }
    }
  }

  @Test
  @DisplayName("D89 Bytes of another hash than declared are refused, or not told to have that hash")
  default void declaredHashOfAFormIsNotTakenOnTrust() throws Exception {
    try (FormProbe forms = new FormProbe(open())) {
      Sha256 declared = StorageProbe.hash(sample(1000));
      byte[] other = sample(1000);
      other[999]++;
      List<byte[]> sent = List.of(sample(1000), other);
      for (int number = 0; number < sent.size(); number++) {
        ContentKey key = key(number);
        UploadTerms terms = UploadTerms.upTo(1000, Terms.soon()).withExpectedSha256(declared);
        HttpAnswer answer = GrantClient.send(forms.form(key, terms), sent.get(number));
        if (answer.succeeded()) {
          forms.assertTakes(key, sent.get(number));
        } else {
          forms.assertNothingToTake(key, answer);
        }
      }
      forms.assertTakes(key(0), sample(1000));
    }
  }

  @Test
  @DisplayName("D90 After close every call for what is kept aside is CLOSED")
  default void closedStorageGrantsAndTakesNothingAside() throws Exception {
    StagedUploads storage = open();
    storage.close();
    UploadTerms terms = UploadTerms.upTo(1000, Terms.soon());
    assertRefused(Reason.CLOSED, () -> storage.grantForm(key(1), terms));
    assertRefused(Reason.CLOSED, () -> storage.grantPlainPut(key(1), terms));
    assertRefused(Reason.CLOSED, () -> storage.takeStaged(key(1), terms));
    assertRefused(Reason.CLOSED, () -> storage.dropStaged(List.of(key(1))));
  }
}
