namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>The step is not open (any more). Arguments: instance.</summary>
    public static readonly RejectionCode StepNotOpen = new("step-not-open");

    /// <summary>A wait is completed by what it waits for, not by a person. Arguments: instance, step.</summary>
    public static readonly RejectionCode StepNotWork = new("step-not-work");

    /// <summary>The step does not end this way. Arguments: outcome, outcomes (comma-separated).</summary>
    public static readonly RejectionCode StepOutcomeUnknown = new("step-outcome-unknown");

    /// <summary>A field that the step's form requires is empty. Arguments: field, step.</summary>
    public static readonly RejectionCode StepFieldRequired = new("step-field-required");

    /// <summary>The flow is already running. Arguments: none.</summary>
    public static readonly RejectionCode FlowAlreadyRunning = new("flow-already-running");

    /// <summary>The flow is not running. Arguments: phase.</summary>
    public static readonly RejectionCode FlowNotRunning = new("flow-not-running");

    /// <summary>A flow has no step. Arguments: none.</summary>
    public static readonly RejectionCode FlowEmpty = new("flow-empty");

    /// <summary>A flow has more steps than allowed. Arguments: limit.</summary>
    public static readonly RejectionCode FlowTooLarge = new("flow-too-large");

    /// <summary>An id is not a slug. Arguments: id.</summary>
    public static readonly RejectionCode FlowIdInvalid = new("flow-id-invalid");

    /// <summary>Two steps, outcomes or fields have the same id. Arguments: id.</summary>
    public static readonly RejectionCode FlowIdDuplicate = new("flow-id-duplicate");

    /// <summary>A member names a step that does not exist. Arguments: step.</summary>
    public static readonly RejectionCode FlowStepUnknown = new("flow-step-unknown");

    /// <summary>No way leads to this step. Arguments: step.</summary>
    public static readonly RejectionCode FlowStepUnreachable = new("flow-step-unreachable");

    /// <summary>A step says neither what comes next nor what its outcomes are. Arguments: step.</summary>
    public static readonly RejectionCode FlowNextMissing = new("flow-next-missing");

    /// <summary>A step says both what comes next and what its outcomes are. Arguments: step.</summary>
    public static readonly RejectionCode FlowNextAmbiguous = new("flow-next-ambiguous");

    /// <summary>From this step no end can be reached. Arguments: step.</summary>
    public static readonly RejectionCode FlowCannotEnd = new("flow-cannot-end");

    /// <summary>A loop in which nobody works and no time passes would run for ever. Arguments: steps (comma-separated).</summary>
    public static readonly RejectionCode FlowLoopWithoutPause = new("flow-loop-without-pause");

    /// <summary>A decision does not say where to go when no branch holds. Arguments: step.</summary>
    public static readonly RejectionCode FlowOtherwiseMissing = new("flow-otherwise-missing");

    /// <summary>A parallel step names a join that is not a join step. Arguments: step.</summary>
    public static readonly RejectionCode FlowJoinExpected = new("flow-join-expected");

    /// <summary>A join that no parallel step, or more than one, names as its own. Arguments: join, parallels (count).</summary>
    public static readonly RejectionCode FlowJoinUnmatched = new("flow-join-unmatched");

    /// <summary>A parallel step has fewer than two branches. Arguments: step.</summary>
    public static readonly RejectionCode FlowBranchesTooFew = new("flow-branches-too-few");

    /// <summary>A parallel branch leads out without passing its join. Arguments: step (where it leads), join.</summary>
    public static readonly RejectionCode FlowBranchEscapes = new("flow-branch-escapes");

    /// <summary>A parallel branch, or its join, is entered from outside. Arguments: step, parallel.</summary>
    public static readonly RejectionCode FlowBranchEntered = new("flow-branch-entered");

    /// <summary>Two parallel branches share a step before their join. Arguments: step.</summary>
    public static readonly RejectionCode FlowBranchesMixed = new("flow-branches-mixed");

    /// <summary>The join waits for a branch that cannot arrive. Arguments: step, join.</summary>
    public static readonly RejectionCode FlowJoinStarved = new("flow-join-starved");

    /// <summary>A number that must be positive is not. Arguments: value.</summary>
    public static readonly RejectionCode FlowLimitNotPositive = new("flow-limit-not-positive");

    /// <summary>A number that is larger than makes sense. Arguments: value, most.</summary>
    public static readonly RejectionCode FlowLimitTooLong = new("flow-limit-too-long");

    /// <summary>A wait without a limit, or an exit on a limit that is not there. Arguments: step.</summary>
    public static readonly RejectionCode FlowLimitMissing = new("flow-limit-missing");

    /// <summary>A wait for time has no second way out. Arguments: step.</summary>
    public static readonly RejectionCode FlowLimitExitNeedless = new("flow-limit-exit-needless");

    /// <summary>A skill level outside 1 to 5. Arguments: skill, level.</summary>
    public static readonly RejectionCode FlowSkillLevelInvalid = new("flow-skill-level-invalid");

    /// <summary>A step names a team that does not exist. Arguments: team.</summary>
    public static readonly RejectionCode FlowTeamUnknown = new("flow-team-unknown");

    /// <summary>A step uses a field that holds something else. Arguments: field, type, expected.</summary>
    public static readonly RejectionCode FlowFieldTypeWrong = new("flow-field-type-wrong");

    /// <summary>A form cannot insist on a personal field: its value is kept where flows cannot see it. Arguments: field.</summary>
    public static readonly RejectionCode FlowFieldPersonal = new("flow-field-personal");
}
