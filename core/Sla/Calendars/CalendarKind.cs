using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>Documents <c>calendar/{id}</c>.</summary>
public sealed class CalendarKind : DocumentKind<WorkingCalendar>
{
    private CalendarKind() : base("calendar")
    {
    }

    /// <summary>The kind.</summary>
    public static CalendarKind Instance { get; } = new();

    /// <inheritdoc />
    protected override WorkingCalendar? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        if (document.Read<CalendarDefinition>() is not { } calendar)
            return null;
        document.Reject(CalendarValidation.Validate(calendar));
        return document.Sound ? new(calendar) : null;
    }
}
