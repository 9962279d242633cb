package vn.antin.signing.timestamp;

/** A query that may be answered, or why it is refused. */
sealed interface QueryReading permits StampQuery, StampAnswer.Refused {}
