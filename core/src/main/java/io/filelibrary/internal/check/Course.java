package io.filelibrary.internal.check;

/** Is told where a check is, and remembers where another could go on. */
final class Course {
  private final Survey survey;
  private final BrokenContents broken;
  private Place place;
  private Place safe;

  Course(Survey survey, BrokenContents broken, Place begin) {
    this.survey = survey;
    this.broken = broken;
    this.place = begin;
    this.safe = begin;
  }

  /** The check is done with all up to here. */
  void reached(Place next) throws Halted {
    place = next;
    if (broken.isEmpty()) {
      // Else findings are still to be told, and a run that goes on here would not find them again.
      safe = next;
    }
    survey.reached(safe);
  }

  /** Where another run can go on, given that all findings so far were told. */
  Place place() {
    return place;
  }
}
