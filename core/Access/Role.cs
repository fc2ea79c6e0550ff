namespace Dispatch.Access;

/// <summary>What a principal may do, in the words of a service company. Rights come from roles alone; scope narrows whose tickets they reach.</summary>
public enum Role
{
    /// <summary>Runs the installation: people, keys, configuration.</summary>
    Admin,

    /// <summary>Leads teams: everything on tickets, and configuration.</summary>
    Manager,

    /// <summary>Plans field work and assigns by hand.</summary>
    Dispatcher,

    /// <summary>Works tickets at a desk.</summary>
    Agent,

    /// <summary>Works on site; reaches only tickets with a visit of his own.</summary>
    Engineer,

    /// <summary>Does the warehouse's steps and keeps its stock.</summary>
    Warehouse,

    /// <summary>Does the finance steps.</summary>
    Finance,

    /// <summary>A wallboard: reads the board, nothing else.</summary>
    Display,

    /// <summary>A customer with a link to one ticket.</summary>
    Customer,
}
