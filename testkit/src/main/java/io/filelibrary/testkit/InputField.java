package io.filelibrary.testkit;

import java.util.Locale;

/** What an input of the {@link InputCorpus} is given as. */
public enum InputField {
  /** The name of an item in a folder that exists. */
  NAME,
  /** The path of an item to create, with the folders on the way. */
  PATH,
  /** The URL of a link. */
  LINK,
  /** The id of a channel to create. */
  CHANNEL_ID,
  /** The id of the tenant of a channel to create. */
  TENANT_ID,
  /** The id of whom a call runs for. */
  ACTOR_ID,
  /** The id of a client, a company or a member of a channel. */
  MEMBER_ID,
  /** The id of an item, where there is no item of any such id. */
  ITEM_ID,
  /** An {@link InputEdit} of the id of an item that exists. */
  TRUE_ITEM_ID,
  /** The id of a two-step upload, where there is no upload of any such id. */
  UPLOAD_ID,
  /**
   * The declared size of a file in bytes, where files of more than {@link InputCorpus#LARGEST_FILE}
   * bytes are refused.
   */
  SIZE,
  /** The quota of a channel in bytes. */
  QUOTA,
  /** The most entries of a page. */
  PAGE_SIZE,
  /** The sequence of a change, to read the changes after it. */
  SEQUENCE,
  /** The revision that a new item is expected to have. */
  REVISION,
  /** A number as text, for interfaces that read numbers from texts. */
  NUMBER,
  /**
   * The offset and the length of a part of the ten bytes {@code 0123456789}, with a plus sign
   * between them; without a length it runs to the end. An accepted range comes back as those bytes.
   */
  RANGE,
  /** The declared SHA-256 of the five bytes {@code hello}. */
  HASH,
  /** A text that no listing gave as its cursor. */
  CURSOR,
  /** An {@link InputEdit} of a cursor that a listing gave. */
  TRUE_CURSOR,
  /** The key of an attribute. */
  ATTRIBUTE_KEY,
  /** The value of an attribute. */
  ATTRIBUTE_VALUE,
  /** The number of attributes of one item. */
  ATTRIBUTE_COUNT,
  /** The bytes of all attributes of one item. */
  ATTRIBUTE_BYTES,
  /** The media type of a file. */
  CONTENT_TYPE;

  /**
   * Returns how the corpus writes the field.
   *
   * @return the name in lower case, its words joined by hyphens
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
