package vn.antin.admin.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Of the official's signing inbox, how much waits in it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Waiting(long waiting) {}
