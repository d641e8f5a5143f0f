/// The terminal: one class per command, nothing but argument handling and calls into the packages below.
package org.thgcl.cli;
