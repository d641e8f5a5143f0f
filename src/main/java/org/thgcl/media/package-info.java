/// Recordings: their sound and their pictures, with exact times.
///
/// Sound files, folders of pictures and uncompressed `.y4m` files are read here. Everything else is decoded by the
/// external program ffmpeg, if it is installed.
package org.thgcl.media;
