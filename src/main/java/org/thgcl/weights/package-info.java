/// Published weights of the encoders of sound and pictures: readers of the formats in which they are
/// distributed, and their names and layouts as this program has them. A file is read as numbers; nothing in
/// it is ever executed.
package org.thgcl.weights;
