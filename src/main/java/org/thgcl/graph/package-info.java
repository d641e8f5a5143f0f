/// The temporal heterogeneous graph of section 2.2: which audio and video segments are joined by edges.
///
/// Structure alone, in whole numbers; the weights of the edges are equations. A graph depends on the numbers of
/// segments and on settings, not on a clip's content, so one [org.thgcl.graph.ClipGraph] serves all clips of a shape.
package org.thgcl.graph;
