/// How fast the program computes: workloads, the processor's measured peak to compare them with, and how the cost
/// grows.
package org.thgcl.bench;
