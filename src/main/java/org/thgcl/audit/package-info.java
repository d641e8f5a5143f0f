/// The paper, audited: each of its checkable statements is a claim whose verdict is computed when it is asked
/// for, by the classes that the program trains with.
///
/// [Audit] runs all claims; [Claim] is one of them; [AuditedClaim] is what came out. A claim takes everything
/// that it rests on as an argument ([Evidence]), so a test can hand it a wrong formula and see the verdict
/// change.
package org.thgcl.audit;
