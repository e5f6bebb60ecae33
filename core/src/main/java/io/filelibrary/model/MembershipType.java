package io.filelibrary.model;

/** Whom a channel is for. */
public enum MembershipType {
  /** One client. */
  INDIVIDUAL,
  /** Several members. */
  GROUP,
  /** Everyone of a company. */
  COMPANY
}
