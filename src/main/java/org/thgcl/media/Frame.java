package org.thgcl.media;

/// A picture of a video and the time from which it is shown.
///
/// @param time seconds from the recording's beginning
/// @param picture upright: turned as the container says
public record Frame(Rational time, Picture picture) {}
