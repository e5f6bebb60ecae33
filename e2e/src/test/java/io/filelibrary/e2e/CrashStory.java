package io.filelibrary.e2e;

import java.util.List;

/** A script that goes through every protocol once; the numbers of items follow from it. */
final class CrashStory {
  /** By what the sizes of random files are multiplied: at most 100 times as many bytes. */
  static final int SCALE = 400;

  static final int MAX_FILE_SIZE = 8 << 20;

  private static final int HUGE_IN_PARTS = 5_500_000;
  private static final int HUGE = 600_000;

  private CrashStory() {}

  /** Returns the operations of the first channel of a library. */
  static List<String> of(LibraryPair pair) {
    int huge = pair == LibraryPair.SQLITE_S3 ? HUGE_IN_PARTS : HUGE;
    return List.of(
        "createFolder(0,at(\"docs\"))",
        "upload(0,at(\"docs/small\"),900,1)",
        "upload(0,at(\"docs/large\"),20000,1)",
        "upload(0,at(\"docs/p/q/file\"),21000,1,SIZE,how(FAIL,true))",
        "upload(0,at(\"docs/large\"),22000,1,HASH,how(REPLACE))",
        "upload(0,at(\"docs/public\"),23000,1,NOTHING,how(FAIL,false,PUBLIC))",
        "upload(0,at(\"docs/huge\")," + huge + ",1)",
        "upload(0,at(\"docs/refused\"),20500,1,OTHER_HASH)",
        "createLink(0,at(\"docs/link\"),\"https://host/\")",
        "begin(0,at(\"docs/two\"),24000)",
        "receive(0,@0,800)",
        "receive(0,@0,24000,1)",
        "complete(0,@0)",
        "begin(0,at(\"docs/small\"),700,NOTHING,how(REPLACE))",
        "receive(0,@1,25000)",
        "complete(0,@1)",
        "begin(0,at(\"docs/aborted\"),700)",
        "receive(0,@2,26000)",
        "abort(0,@2)",
        "update(0,#6,\"\",\"\",\"\",\"\",PUBLIC)",
        "update(0,#7,\"private\",\"k=v\",\"\",\"text/plain\",PRIVATE)",
        "copy(0,#6,at(\"docs/copy\"))",
        "copy(0,#0,at(\"tree\"))",
        "move(0,#3,at(\"moved\"))",
        "move(0,#13,at(\"docs/new/moved\"),placing(FAIL,true))",
        "move(0,#13,at(\"docs/two\"),placing(REPLACE))",
        "trash(0,#5)",
        "restore(0,#5)",
        "trash(0,#6)",
        "restoreTo(0,#6,at(\"back\"))",
        "delete(0,#9)",
        "begin(0,at(\"docs/late\"),700)",
        "receive(0,@3,27000)",
        "trash(0,#8)",
        "delete(0,#14,true)",
        "collect()",
        "trash(0,#0)",
        "emptyTrash(0)",
        "clock(172800)",
        "collect()",
        "clock(172800)",
        "collect()",
        "upload(0,at(\"last\"),28000,1)",
        "delete(0,#3,true)");
  }
}
