package io.filelibrary.internal.check;

import io.filelibrary.check.Finding;
import io.filelibrary.check.FindingKind;
import io.filelibrary.check.RepairLevel;
import io.filelibrary.internal.Ascent;
import io.filelibrary.internal.LostAndFound;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ItemKind;
import io.filelibrary.spi.ChannelRecord;
import io.filelibrary.spi.ItemRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether every item of a channel has its way to the root. One pass keeps the folders alone; what
 * is suspicious then is walked up from in one snapshot. Only where parents are missing that files
 * name, a second pass looks for these files.
 */
final class TreeCheck {
  private final Survey survey;
  private final LostAndFound lostAndFound;
  private final ChannelId channel;
  private final ItemId root;
  private final ParentTable folders = new ParentTable();

  /** Parents of other items than folders that were not among the folders when they were named. */
  private final Set<ItemId> awaited = new HashSet<>();

  private final Set<ItemId> toldRings = new HashSet<>();

  TreeCheck(Survey survey, LostAndFound lostAndFound, ChannelRecord channel) {
    this.survey = survey;
    this.lostAndFound = lostAndFound;
    this.channel = channel.channel().id();
    this.root = channel.root();
  }

  void add(ItemRecord item) {
    Optional<ItemId> parent = item.placement().parent();
    if (item.kind() == ItemKind.FOLDER) {
      if (!item.id().equals(root)) {
        folders.put(item.id(), parent);
      }
      return;
    }
    ItemId above = parent.orElse(item.id());
    if (!above.equals(root) && !folders.contains(above)) {
      awaited.add(above);
    }
  }

  /**
   * Says that there are no more items.
   *
   * @param complete whether all of them could be read; else the folders that are missing here may
   *     well be there, which the second look will show
   */
  void end(boolean complete) throws Halted {
    checkRoot();
    List<ItemId> suspects = new ArrayList<>();
    folders.forEachStray(root, suspects::add);
    folders.forEachRing(suspects::add);
    awaited.removeIf(folders::contains);
    if (!awaited.isEmpty() && complete) {
      suspects.addAll(childrenOfAwaited());
    }
    for (ItemId suspect : suspects) {
      walkUp(suspect);
    }
  }

  private void checkRoot() throws Halted {
    Optional<Boolean> sound =
        survey.ask(
            "the root of channel " + channel,
            records ->
                records
                    .item(channel, root)
                    .filter(row -> row.kind() == ItemKind.FOLDER)
                    .filter(row -> row.placement().parent().isEmpty())
                    .isPresent());
    if (sound.equals(Optional.of(false))) {
      survey.found(
          Finding.of(FindingKind.MISSING_ROOT, "the channel's root is not there, or is no root")
              .in(channel)
              .about(root));
    }
  }

  private List<ItemId> childrenOfAwaited() throws Halted {
    Rows<ItemRecord, ItemId> items =
        new Rows<>(
            survey,
            "the items of channel " + channel,
            (after, limit) ->
                survey.catalog().read(records -> records.items(channel, after, limit)),
            ItemRecord::id,
            Optional.empty());
    List<ItemId> children = new ArrayList<>();
    while (items.hasNext()) {
      ItemRecord item = items.next();
      ItemId above = item.placement().parent().orElse(item.id());
      if (item.kind() != ItemKind.FOLDER && awaited.contains(above)) {
        children.add(item.id());
      }
    }
    return children;
  }

  /** Tells of an item that is itself why the root is not reached. */
  private void walkUp(ItemId item) throws Halted {
    Optional<Ascent> way =
        survey
            .ask("the way up from " + item, records -> Ascent.of(records, channel, root, item))
            .flatMap(found -> found);
    if (way.isEmpty() || !way.get().isBrokenAt(item)) {
      return;
    }
    switch (way.get().end()) {
      case ROOT -> {}
      case NO_PARENT -> tell(item, FindingKind.DANGLING_PARENT, "the folder it is in has no row");
      case NO_FOLDER -> tell(item, FindingKind.PARENT_NOT_A_FOLDER, "what it is in is no folder");
      case RING -> tellRing(way.get().ring());
    }
  }

  private void tellRing(Set<ItemId> ring) throws Halted {
    ItemId least = ring.stream().min(Comparator.comparing(ItemId::toString)).orElseThrow();
    if (toldRings.add(least)) {
      tell(least, FindingKind.CYCLE, ring.size() + " folders are below one another, this is one");
    }
  }

  private void tell(ItemId item, FindingKind kind, String sentence) throws Halted {
    boolean mended =
        survey.mends(RepairLevel.TREE)
            && survey.mend("the place of item " + item, () -> lostAndFound.rescue(channel, item));
    survey.found(Finding.of(kind, sentence).in(channel).about(item).withRepaired(mended));
  }
}
