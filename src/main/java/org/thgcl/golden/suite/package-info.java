/// The published suite of golden files, folder `golden/`: which cases there are, and what they must give.
///
/// What is expected comes from definitions, plain loops and dense matrices, and not from the classes that training
/// uses; those give the gradients alone, and each of these is compared with differences of the definition before it is
/// written. So the suite checks the program, and the program the suite.
package org.thgcl.golden.suite;
