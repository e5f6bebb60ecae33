package io.filelibrary.testkit;

import java.io.IOException;

/** Test classes of storages with signed URLs that each have one flaw. */
final class BrokenDirectStorages {
  private BrokenDirectStorages() {}

  /** Opens the storage with the flaw of a class. */
  interface Flawed {
    /** The flaw. */
    Flaw flaw();

    /** Opens the storage. */
    default SignedStorage openFlawed() throws IOException {
      return SignedStorage.open(flaw());
    }
  }

  /** The contracts for those who send. */
  interface Sending extends Flawed, DirectUploadsContract, DirectMultipartUploadsContract {
    @Override
    default SignedStorage open() throws IOException {
      return openFlawed();
    }
  }

  /** The contract for those who send what is kept aside. */
  interface SendingForms extends Flawed, StagedUploadsContract {
    @Override
    default SignedStorage open() throws IOException {
      return openFlawed();
    }
  }

  /** The contracts for those who send anything. */
  interface SendingAll extends Sending, SendingForms {
    @Override
    default SignedStorage open() throws IOException {
      return openFlawed();
    }
  }

  /** The contracts for those who read. */
  interface Reading extends Flawed, DirectDownloadsContract, PublicUrlsContract {
    @Override
    default SignedStorage open() throws IOException {
      return openFlawed();
    }
  }

  /** All of these contracts. */
  interface Both extends SendingAll, Reading {
    @Override
    default SignedStorage open() throws IOException {
      return openFlawed();
    }
  }

  static class Overwrites implements Sending {
    @Override
    public Flaw flaw() {
      return Flaw.OVERWRITES;
    }
  }

  static class NeedsHeadersToBeSafe implements Sending {
    @Override
    public Flaw flaw() {
      return Flaw.NEEDS_HEADERS_TO_BE_SAFE;
    }
  }

  static class TakesAnySignature implements Both {
    @Override
    public Flaw flaw() {
      return Flaw.TAKES_ANY_SIGNATURE;
    }
  }

  static class TakesAnyMethod implements Both {
    @Override
    public Flaw flaw() {
      return Flaw.TAKES_ANY_METHOD;
    }
  }

  static class IgnoresExpiry implements Both {
    @Override
    public Flaw flaw() {
      return Flaw.IGNORES_EXPIRY;
    }
  }

  static class KeepsWhatBrokeOff implements SendingAll {
    @Override
    public Flaw flaw() {
      return Flaw.KEEPS_WHAT_BROKE_OFF;
    }
  }

  static class Cuts implements SendingAll {
    @Override
    public Flaw flaw() {
      return Flaw.CUTS;
    }
  }

  static class TrustsHashes implements SendingAll {
    @Override
    public Flaw flaw() {
      return Flaw.TRUSTS_HASHES;
    }
  }

  static class ForgetsType implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.FORGETS_TYPE;
    }
  }

  static class ForgetsDisposition implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.FORGETS_DISPOSITION;
    }
  }

  static class DecodesTwice implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.DECODES_TWICE;
    }
  }

  static class TakesAnyHeader implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.TAKES_ANY_HEADER;
    }
  }

  static class AnswersWhole implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.ANSWERS_WHOLE;
    }
  }

  static class ServesPrivate implements Both {
    @Override
    public Flaw flaw() {
      return Flaw.SERVES_PRIVATE;
    }
  }

  static class ServesTheDeleted implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.SERVES_THE_DELETED;
    }
  }

  static class Lists implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.LISTS;
    }
  }

  static class LetsAllWrite implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.LETS_ALL_WRITE;
    }
  }

  static class ChangesUrls implements Reading {
    @Override
    public Flaw flaw() {
      return Flaw.CHANGES_URLS;
    }
  }

  static class JoinsAsTheyCame implements Sending {
    @Override
    public Flaw flaw() {
      return Flaw.JOINS_AS_THEY_CAME;
    }
  }

  static class KeepsFormerPart implements Sending {
    @Override
    public Flaw flaw() {
      return Flaw.KEEPS_FORMER_PART;
    }
  }

  static class JoinsAllParts implements Sending {
    @Override
    public Flaw flaw() {
      return Flaw.JOINS_ALL_PARTS;
    }
  }

  static class CompletesOverObjects implements Sending {
    @Override
    public Flaw flaw() {
      return Flaw.COMPLETES_OVER_OBJECTS;
    }
  }

  static class ForgetsToAbort implements Sending {
    @Override
    public Flaw flaw() {
      return Flaw.FORGETS_TO_ABORT;
    }
  }

  static class AbortsYoungUploads implements Sending {
    @Override
    public Flaw flaw() {
      return Flaw.ABORTS_YOUNG_UPLOADS;
    }
  }

  static class IgnoresBounds implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.IGNORES_BOUNDS;
    }
  }

  static class ShowsWhatIsAside implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.SHOWS_WHAT_IS_ASIDE;
    }
  }

  static class ListsWhatIsAside implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.LISTS_WHAT_IS_ASIDE;
    }
  }

  static class ServesWhatIsAside implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.SERVES_WHAT_IS_ASIDE;
    }
  }

  static class KeepsOneAside implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.KEEPS_ONE_ASIDE;
    }
  }

  static class KeepsWhatCameFirst implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.KEEPS_WHAT_CAME_FIRST;
    }
  }

  static class KeepsWhatIsAside implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.KEEPS_WHAT_IS_ASIDE;
    }
  }

  static class TakesWhatDidNotCome implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.TAKES_WHAT_DID_NOT_COME;
    }
  }

  static class TakesWhatComesLater implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.TAKES_WHAT_COMES_LATER;
    }
  }

  static class TakesOnce implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.TAKES_ONCE;
    }
  }

  static class GrantsOneForm implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.GRANTS_ONE_FORM;
    }
  }

  static class TakesAnySize implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.TAKES_ANY_SIZE;
    }
  }

  static class HeedsTheType implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.HEEDS_THE_TYPE;
    }
  }

  static class DropsNothing implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.DROPS_NOTHING;
    }
  }

  static class DropsObjectsToo implements SendingForms {
    @Override
    public Flaw flaw() {
      return Flaw.DROPS_OBJECTS_TOO;
    }
  }

  static class NeverCloses implements Both {
    @Override
    public Flaw flaw() {
      return Flaw.NEVER_CLOSES;
    }
  }
}
