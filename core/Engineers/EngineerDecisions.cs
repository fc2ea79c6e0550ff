namespace Dispatch.Engineers;

/// <summary>What an engineer's commands come to.</summary>
public static class EngineerDecisions
{
    /// <summary>Decides one command.</summary>
    public static Decision Decide(Engineer engineer, EngineerCommand command, DateTimeOffset now) => command switch
    {
        RegisterEngineer register => Register(engineer, register.Profile),
        _ when engineer.Profile is null => Decision.Reject(RejectionCode.EngineerUnknown),
        SetShift set => ChangeShift(engineer, set.Shift),
        ReportSick sick => GoAbsent(engineer, new(sick.From?.Truncate() ?? now, sick.Until?.Truncate()), now),
        ReportBack => engineer.Absence is null ? Decision.Accept() : Decision.Accept(new EngineerReportedBack(now)),
        OpenEngineerDay open => engineer.OpenDays.Contains(open.Date) ? Decision.Accept() : Decision.Accept(new EngineerDayOpened(open.Date)),
        MarkEngineerTold told => Told(engineer, told),
        CheckAbsence => engineer.Absence?.Until <= now ? Decision.Accept(new EngineerReportedBack(engineer.Absence.Until.Value)) : Decision.Accept(),
        _ => throw new NotSupportedException($"{command.GetType().Name} has no Decide."),
    };

    private static Decision Register(Engineer engineer, EngineerProfile profile) =>
        EngineerChecks.WhyInvalid(profile) is { } rejection ? Decision.Reject(rejection)
        : profile == engineer.Profile ? Decision.Accept()
        : Decision.Accept(new EngineerRegistered(profile));

    private static Decision ChangeShift(Engineer engineer, ShiftPattern shift) =>
        EngineerChecks.WhyInvalid(shift, "$.shift") is { } rejection ? Decision.Reject(rejection)
        : shift == engineer.Profile!.Shift ? Decision.Accept()
        : Decision.Accept(new EngineerShiftSet(shift));

    private static Decision GoAbsent(Engineer engineer, Absence absence, DateTimeOffset now)
    {
        if (absence.Until <= absence.From || absence.Until <= now)
            return Decision.Reject(Rejection.Of(RejectionCode.AbsenceEndsTooSoon).At("$.until"));
        var alreadyAway = engineer.Absence is { } current && current.From <= absence.From && current.Until == absence.Until;
        return alreadyAway ? Decision.Accept() : Decision.Accept(new EngineerReportedSick(absence.From, absence.Until));
    }

    private static Decision Told(Engineer engineer, MarkEngineerTold told)
    {
        string[] heard = told.Change == engineer.Changes ? [.. engineer.Untold.Intersect(told.Who, StringComparer.Ordinal)] : [];
        return heard.Length is 0 ? Decision.Accept() : Decision.Accept(new EngineerTold(heard));
    }
}
