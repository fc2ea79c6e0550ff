namespace Dispatch.Fields;

/// <summary>One field of the catalogue: what it is called, what it holds, who may see and change it.</summary>
/// <param name="Id">Built-in: camelCase. Added by a case type or the company: <c>data.</c> and a camelCase name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Label">What people read beside it.</param>
/// <param name="Sensitivity">Who is exposed by it; internal unless said otherwise.</param>
public sealed record FieldDefinition(
    string Id,
    FieldType Type,
    LocalText Label,
    FieldSensitivity Sensitivity = FieldSensitivity.Internal)
{
    /// <summary>The options of a choice, in order of display.</summary>
    public IReadOnlyList<ChoiceOption> Options { get; init; } = [];

    /// <summary>Whether the options rise from first to last, so that a condition may say "at least high".</summary>
    public bool Ordered { get; init; }

    /// <summary>Roles that may read it; null takes the default of its sensitivity.</summary>
    public IReadOnlyList<string>? ReadRoles { get; init; }

    /// <summary>Roles that may write it; null means the desk's roles, an empty list that only the system does.</summary>
    public IReadOnlyList<string>? WriteRoles { get; init; }

    /// <summary>Whether a role may see the field's value.</summary>
    public bool MayRead(string role) => (ReadRoles ?? FieldRoles.DefaultReaders(Sensitivity)).Contains(role, StringComparer.Ordinal);

    /// <summary>Whether a role may change the field's value.</summary>
    public bool MayWrite(string role) => (WriteRoles ?? FieldRoles.Desk).Contains(role, StringComparer.Ordinal);

    /// <summary>Position of an option, or -1: the rank of an ordered choice.</summary>
    public int RankOf(string option)
    {
        for (var i = 0; i < Options.Count; i++)
            if (string.Equals(Options[i].Id, option, StringComparison.Ordinal))
                return i;
        return -1;
    }
}

/// <summary>One option of a choice.</summary>
/// <param name="Id">What is stored.</param>
/// <param name="Label">What people read.</param>
public sealed record ChoiceOption(string Id, LocalText Label);

/// <summary>The roles that fields name.</summary>
public static class FieldRoles
{
    /// <summary>Every role there is.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["admin", "manager", "dispatcher", "agent", "engineer", "warehouse", "finance", "display", "customer"];

    /// <summary>Roles that handle tickets at a desk.</summary>
    public static IReadOnlyList<string> Desk { get; } = ["admin", "manager", "dispatcher", "agent"];

    /// <summary>Everybody of the company and the wallboards.</summary>
    public static IReadOnlyList<string> OnWallboards { get; } = [.. All.Except(["customer"])];

    private static readonly IReadOnlyList<string> Staff = [.. All.Except(["display", "customer"])];
    private static readonly IReadOnlyList<string> InTouchWithCustomers = [.. Desk, "engineer"];

    /// <summary>Who reads a field that does not name its readers.</summary>
    public static IReadOnlyList<string> DefaultReaders(FieldSensitivity sensitivity) => sensitivity switch
    {
        FieldSensitivity.Public => All,
        FieldSensitivity.Internal => Staff,
        _ => InTouchWithCustomers,
    };
}
