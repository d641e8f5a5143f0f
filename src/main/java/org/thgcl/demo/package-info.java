/// The demonstration: one run on synthetic clips, and what it shows.
package org.thgcl.demo;
