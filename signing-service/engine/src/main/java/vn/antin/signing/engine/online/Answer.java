package vn.antin.signing.engine.online;

/** What became of a request. */
public sealed interface Answer {

  /** Status 200 and a body within its bound; the array is the receiver's. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call and is never compared
  record Received(byte[] body) implements Answer {}

  /** Not asked at all: the address may not be reached. */
  record Refused(String why) implements Answer {}

  /** No answer in time, not status 200, or too long. */
  record Failed(String why) implements Answer {}
}
